"""Pages of candidacies, one file per part of their course."""
