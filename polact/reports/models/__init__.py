"""What reports keep of themselves: snapshots, runs, publications, saved questions. Nothing about a person's case."""
