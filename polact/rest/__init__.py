"""What all doors of the API share: strict reading, paging, throttling, and the description of errors. Knows no app."""
