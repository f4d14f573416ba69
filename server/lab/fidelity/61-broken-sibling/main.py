try:
    import bad
except SyntaxError as error:
    print(error.filename, error.lineno)
import worse
