"""Letters: the facts of one, its words in either language, and its bytes. A letter is made of its facts and nothing else."""
