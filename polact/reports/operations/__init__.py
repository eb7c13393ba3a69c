"""What is done with reports: taken out, and noted in the trail."""
