package district

import "fmt"

// Syllables of invented place names.
var (
	firstSyllables  = []string{"云", "石", "沙", "龙", "青", "白", "松", "梅", "竹", "榕", "荷", "凤"}
	secondSyllables = []string{"溪", "湾", "塘", "洲", "岭", "桥", "坑", "涌", "坪", "浦", "冈", "埔"}
)

// Areas returns n areas with different invented names, of which the last rural
// are rural.
func Areas(seed uint64, n, rural int) []Area {
	d := newDice(seed, streamSchools)
	names := make([]string, 0, len(firstSyllables)*len(secondSyllables))
	for _, a := range firstSyllables {
		for _, b := range secondSyllables {
			names = append(names, a+b)
		}
	}
	shuffle(d, names)
	areas := make([]Area, n)
	for i := range areas {
		name := names[i%len(names)]
		if i >= len(names) {
			name = fmt.Sprint(name, i/len(names)+1)
		}
		if i >= n-rural {
			areas[i] = Area{Name: name + "镇", Rural: true}
		} else {
			areas[i] = Area{Name: name + "街"}
		}
	}
	return areas
}
