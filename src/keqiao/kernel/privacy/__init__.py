"""Personal information: purposes, notices, consents, requests, retention; and the rotation of keys."""
