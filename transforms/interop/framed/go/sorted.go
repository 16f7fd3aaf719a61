package main

import (
	"cmp"
	"slices"
)

// Maps are walked in any order; what is stated has one.
func sorted(cases []Case) {
	slices.SortFunc(cases, func(a, b Case) int { return cmp.Compare(a.File, b.File) })
}
