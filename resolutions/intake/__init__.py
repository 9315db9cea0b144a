"""A document to an outline: readers -> blocks -> outline with its doubts. Knows neither Django nor the database."""
