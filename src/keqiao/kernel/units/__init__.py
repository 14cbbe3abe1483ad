"""Whom plans speak of when they say "all enterprises": lists of units, and numbers cited where no list is to be had."""
