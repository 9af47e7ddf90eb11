/** What the random model's tokenizer learns its merges from. */
export const text = `
A small blue machine sat on a desk by the window. Every morning the girl who lived there said hello to it, and every morning it hummed.
"What do you know?" she asked. "I know a story," it said, "but I tell it slowly, one word after another."
The girl was not in a hurry. She made a cup of tea, gave some milk to the cat, and sat down to listen.
Once there was a boat that wanted to be a bird. It had a white sail, and when the wind was strong the sail felt like a wing.
"If I had two of them," thought the boat, "then I could fly over the hill and see what is behind it."
A fish came up from below. "Behind the hill there is more water," said the fish, "and behind the water there is another hill."
The boat was happy to hear that. It turned its nose to the sun and went on its way, and the fish swam beside it until the evening.
When the stars came out, the old lighthouse began to sing. Nobody had ever heard it sing before, not even the moon.
In the morning the children of the village found the boat asleep on the sand. They pushed it back into the water and waved good-bye.
"Will you come again?" called the youngest of them. "When the wind is right!" called the boat.
Then the machine was quiet. The girl looked at the window, where it had begun to rain, and at the cat, who had drunk all of the milk.
"That was a good story," she said. "Do you know one with a horse, a king, or a very quick fox?" "Just ask me tomorrow," it said.
The next day there was a jar of jam on the table. Who had put it there? The zebra? The queen of the bees? Nobody knew, but it was sweet.
Do not be afraid of big words: even they are made of little ones. Look at each, keep it, and go on to the next.
`
