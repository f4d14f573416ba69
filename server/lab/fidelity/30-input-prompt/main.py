name = input("Who are you? ")
print(f"Hello {name}!")
try:
    input("again: ")
except EOFError as error:
    print(repr(error))
