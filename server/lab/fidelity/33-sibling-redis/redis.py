def who():
    return "not the library"
