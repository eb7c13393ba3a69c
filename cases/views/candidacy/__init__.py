"""Pages of candidacies, one module per part."""
