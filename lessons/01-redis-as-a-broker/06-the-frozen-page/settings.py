SECRET_KEY = 'only for this lab'
DEBUG = True
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'urls'
USE_TZ = True

# The lab asks for the front page four times a second. Without this line the console
# would show little else.
LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'loggers': {'django.server': {'level': 'WARNING'}},
}
