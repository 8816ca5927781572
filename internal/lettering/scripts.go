package lettering

// scripts are the scripts that people ask for, each with letters that are enough to know it by.
var scripts = []struct{ name, letters string }{
	{"Latin", "Łğő"}, {"Greek", "Ωή"}, {"Cyrillic", "ЩЇ"}, {"Armenian", "Ա"}, {"Georgian", "ა"}, {"Hebrew", "אם"}, {"Arabic", "عپ"}, {"Devanagari", "क"},
	{"Bengali", "ক"}, {"Tamil", "க"}, {"Thai", "ก"}, {"Ethiopic", "አ"}, {"Chinese", "黑汉"}, {"Japanese", "あ"}, {"Korean", "한"}, {"emoji", "🎬"},
}

// Scripts are the names of scripts that the fonts have, and of those that they lack.
func (f Fonts) Scripts() (has, lacks []string) {
	for _, script := range scripts {
		all := true
		for _, letter := range script.letters {
			all = all && f.Has(letter)
		}
		if all {
			has = append(has, script.name)
		} else {
			lacks = append(lacks, script.name)
		}
	}
	return has, lacks
}
