try:
    import numpy
except ModuleNotFoundError as error:
    print(error, error.name)
import requests
