import traceback, inspect

def inner():
    traceback.print_stack()
    for frame in inspect.stack():
        print(frame.filename, frame.lineno, frame.function, frame.code_context)

inner()
