"""Files of every format to pages and records; hostile ones are read in a child process (`apart.py`)."""
