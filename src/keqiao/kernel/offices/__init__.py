"""What an organisation consists of: its departments, its staffing, and the days it has to keep in mind."""
