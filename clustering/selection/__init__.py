"""A part of a result: some of its stories, some kinds of copies, what is new."""
