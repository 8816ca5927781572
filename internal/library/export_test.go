package library

// For tests.
var (
	Between = between
	Number  = number
)
