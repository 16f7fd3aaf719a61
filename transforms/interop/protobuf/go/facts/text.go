package main

func textFacts() {
	each(bothText)
	made(bothText)
}
