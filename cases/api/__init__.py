"""The API of requests, one file per subject: each door turns a call into one deed and its result or refusal into an answer."""
