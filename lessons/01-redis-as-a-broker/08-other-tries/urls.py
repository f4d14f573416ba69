from django.urls import path

import views

urlpatterns = [
    path('', views.home),
    path('publish/', views.publish),
    path('poll/', views.poll),
    path('listen/', views.listen),
]
