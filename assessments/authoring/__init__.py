"""How a rulebook's file is taken apart, changed, compared and written. Nothing here saves anything."""
