"""Files that come with a case: what is taken in, under which name, and the scanner. Pure, except the scanner's socket."""
