"""Records become articles: which are one, from which record each thing is, what each is called."""
