"""Personal information at the desk and in the home: what is handled why, consents, requests, deletion."""
