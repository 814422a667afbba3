"""A course as its learners meet it, whatever package it travels in: units in order, questions, pictures."""
