"""Requests and what goes with them as the API takes and tells them. These check shape; nothing here saves."""
