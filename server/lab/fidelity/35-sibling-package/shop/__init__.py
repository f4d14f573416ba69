print('shop opens as', __name__, __path__)
