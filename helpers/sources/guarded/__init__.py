"""What runs in the guarded process: the libraries that open PDFs and workbooks, and their limits.

Nothing else imports these modules. `worker` is the program of the process; what it answers is
plain texts and numbers.
"""
