"""What an editor does to a store: corrects stories and copies, undoes it, searches."""
