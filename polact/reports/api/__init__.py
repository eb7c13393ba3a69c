"""Reports through the API."""
