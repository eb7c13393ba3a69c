"""The result on paper: what the page says, block by block, set by typst."""
