# -*- coding: latin-1 -*-
print("café", len("ä"))
raise ValueError("ü")
