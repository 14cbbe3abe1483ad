"""Attachments: kept with their digest, type and the organisation that owns them."""
