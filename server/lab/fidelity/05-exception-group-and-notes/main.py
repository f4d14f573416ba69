error = ValueError("one")
error.add_note("a note of ours")
raise ExceptionGroup("several", [error, TypeError("two")])
