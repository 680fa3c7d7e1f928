"""What is asked of the operating system: processes, memory, whole files, progress."""
