package matching

import (
	_ "embed"
	"encoding/json"
)

//go:embed programs.json
var builtIn []byte

// Programs returns the programs that come with the library, to be used as they
// are or as a start for a district's own:
//
//   - putuo16: 16 class hours of junior middle school, half a day for each of
//     the four "ones" (Putuo district, 2024): enter one vocational school,
//     experience one project, understand one occupation, feel one culture. Its
//     components ask for courses tagged campus, project, occupation and culture.
//   - ladder: one visit in each tier, Experience before Practice before Exploration.
func Programs() []Program {
	var list []Program
	if err := json.Unmarshal(builtIn, &list); err != nil {
		panic("matching: programs.json: " + err.Error()) // a broken build; a test reads it
	}
	return list
}
