package ui

import "strings"

// sceneWords is "scene 21", "" without a number.
func sceneWords(number string) string {
	if number == "" {
		return ""
	}
	return "scene " + number
}

// interviewWords names who is interviewed.
func interviewWords(person string) string {
	if person == "" {
		return ""
	}
	return "with " + person
}

// dialled is a phone number as a tel: link wants it.
func dialled(phone string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
}
