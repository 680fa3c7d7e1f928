"""Where the arrays and texts of a run are kept, and where work on blocks of them is done."""
