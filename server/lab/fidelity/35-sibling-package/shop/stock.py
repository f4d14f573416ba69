from . import __name__ as parent
print('stock in', parent)
count = 3
