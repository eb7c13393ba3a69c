"""The forms of requests and cases, one file per subject. They check shape; the operations check the rules."""
