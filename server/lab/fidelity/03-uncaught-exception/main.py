def outer(depth):
    if depth == 0:
        raise ValueError("ends here: \u00e4 \u4e16")
    outer(depth - 1)

print("before")
outer(3)
