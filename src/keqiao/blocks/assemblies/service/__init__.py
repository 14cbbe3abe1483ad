"""What office-holders owe and do: duties, rotas, studios, special committees, absences, hearings."""
