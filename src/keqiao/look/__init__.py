"""The one look of portal, home and desk: components, page frames, menus and how values are worded."""
