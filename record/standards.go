package record

import (
	_ "embed"
	"encoding/json"
)

//go:embed standards.json
var builtIn []byte

// Standards returns the standards that come with the library, to be used as they
// are or as a start for a district's own; each says in Source where it is written
// and what was relied on:
//
//   - national-2017-…: class hours a week of comprehensive practice in grades 1 to 9
//     until summer 2022, and its credits for those who entered senior high before
//     autumn 2020
//   - national-2020-…: credits of comprehensive practice and of labor for those who
//     entered senior high since
//   - national-2022-…: class hours a week of labor in grades 1 to 9
//   - shanghai-2019-…: class hours of career experience over junior middle school,
//     half of them at vocational schools
func Standards() []Standard {
	var list []Standard
	if err := json.Unmarshal(builtIn, &list); err != nil {
		panic("record: standards.json: " + err.Error()) // a broken build; a test reads it
	}
	return list
}
