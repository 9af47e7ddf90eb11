/** Stories about things: lost, out of reach, broken, found, quarrelled over. */
import type { Plot } from './plot.ts'

export const aboutThings: readonly Plot[] = [
  {
    name: 'lost thing',
    paragraphs: [
      [
        '$He had a {$size|$colour} $thing. {$He loved to $use.|$He took it everywhere.|it was $his favorite thing.|it was a gift from $g.}',
      ],
      [
        '@day, $h {went to $place with the $thing|took the $thing to $place|was $at with the $thing}.',
        '{$He ran and jumped.|$He played and sang.|$He looked at the {birds|clouds|trees}.|}',
        'then $he looked for the $thing. {it was gone!|it was not there!|where was it?}',
        '"Oh no! {I lost my $thing|my $thing is gone|where is my $thing}!" {said|cried} $h.',
        '@sad',
      ],
      [
        '@meet',
        '@askSad',
        '"I lost my $thing," said $h. {"I can not find it."|"I looked and looked."|}',
        '{"I will help you {look for it|find it}," said $f.|"Do not worry. We will find it," said $f.|"Let us look together," said $f.}',
      ],
      [
        '{First|So} they looked $spotA, but {it was not there|the $thing was not there|they did not see it}. then they looked $spotB.',
        '{"Look!" said $f.|"I see it!" said $f.|"Here it is!" said $f.} {the $thing was $spotB!|there it was!|there was the $thing!}',
        '@happy',
        '@thank',
        '@welcome',
        '{$h held the $thing tight.|$h let $f hold the $thing.|$h and $f took turns with the $thing.|}',
        '{@friends|@together|@night}',
      ],
    ],
  },
  {
    name: 'stuck in a tree',
    paragraphs: [
      [
        '@likes',
        '{$His favorite thing was a $colour $light.|$He had a new $light. it was $colour.|$g gave $him a $colour $light.}',
      ],
      [
        '@day, $h @go with the $light.',
        '{the wind was strong.|the wind blew and blew.|a big wind came.} the $light {flew|went} up, up, up! it {got stuck in|landed in|was stuck in} a {tall|big} tree.',
        '$h {jumped and jumped|tried to climb the tree|threw a stick at it}, but {it was too high|the tree was too tall|$he could not reach it}.',
        '@sad',
      ],
      [
        '@meet',
        '@askSad',
        '"My $light is {stuck in|up in} the tree," said $h. {"I can not reach it."|"It is too high for me."|}',
        '{$f looked up and thought.|$f thought for a while.|$f had an idea.}',
        '{"You can stand on my back," said $f.|"I can climb up," said $f.|"We can use a long stick," said $f.|"We can shake the tree," said $f.}',
      ],
      [
        '{they tried and tried.|it was hard, but they did not give up.|up, up, up they went.} {at last|soon|in the end}, the $light {came down|fell down|was free}!',
        '@happy',
        '@thank',
        '@welcome',
        '@together',
        '{@friends|@night|}',
      ],
    ],
  },
  {
    name: 'broken',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h was playing in the house. {$He threw a ball.|$He ran too fast.|$He danced on the table.|$He jumped on the bed.} {crash!|bang!|oh no!} the {$colour|pretty|old} $fragile fell down and broke.',
        'it was the $fragile of $g. $h {was scared|felt bad|did not know what to do}.',
        '{"What will I say?" $he thought.|"Maybe I can hide it," $he thought.|"Oh no," $he said.} {$He hid the $fragile under the bed.|$He wanted to run away.|$He sat down and cried.}',
      ],
      [
        'then $g came in. "{What was that|What is wrong|Did you see my $fragile}?" asked $g.',
        '$h looked at $his feet. {then $he told the truth.|$He wanted to lie, but $he did not.|$He took a deep breath.}',
        '"I broke {it|your $fragile}. I am {so|very} sorry," said $h.',
      ],
      [
        '{$g was not mad.|$g was a little sad, but $ghe was not mad.|$g gave $him a hug.} "{Thank you for telling the truth|It is okay|I am glad that you told me the truth}," said $g. "{We can fix it together|Next time, be careful|You are more important than a $fragile}."',
        '{so they got some glue and fixed the $fragile.|then they cleaned up together.|$h helped $g clean up.}',
        '@happy',
        '{from that day on, $h always told the truth.|$h learned that it is good to tell the truth.|from then on, $h was {very|more} careful.}',
      ],
    ],
  },
  {
    name: 'sharing a toy',
    paragraphs: [
      ['@likes', '{$h had a friend named $f.|$h had a good friend. it was a $fNoun named $f.}'],
      [
        '@day, $h and $f {went to $place|were $at|played $at}. they {found|saw} a {$colour|$size} $thing $spotA.',
        '"{It is mine|I saw it first|I want it}!" said $h. "No, {it is mine|I saw it first|I want it}!" said $f.',
        '{they pulled and pulled.|they began to shout.|they were both mad.} {then $f sat down and cried.|then $f walked away.|$f did not want to play any more.}',
      ],
      [
        '$h {looked at the $thing|held the $thing|had the $thing now}. {but it was no fun to play alone.|but $he was not happy.|$He felt bad.} {"I do not want to fight," $he thought.|"I miss my friend," $he thought.|}',
        '$h {went|walked} to $f. "I am sorry," $he said. "{We can share the $thing|You can have a turn|Let us take turns}."',
        '"{I am sorry too|That is a good idea|Yes, let us share}," said $f.',
      ],
      [
        '{first $h had a turn, and then $f had a turn.|they took turns with the $thing.|they played with the $thing together.}',
        '{sharing was more fun!|it was so much fun!|they laughed and laughed.}',
        '{$h learned that it is good to share.|from that day on, they always shared.|@friends}',
      ],
    ],
  },
  {
    name: 'found box',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h @go. {there $he saw something $spotA.|something was $spotA.|$He looked $spotA and saw something.} it was {an old|a small|a $colour|a big} box!',
        '"{What is in the box|What can it be|Whose box is this}?" {said|thought} $h. $He {tried to open it|pulled and pulled}, but {it was shut|it did not open}.',
      ],
      [
        '@meet',
        '"{What do you have there|What is that}?" asked $f. "{It is a box. I can not open it|I found a box, but it will not open}," said $h.',
        '{"I found a key $spotB," said $f.|"I have a little key. Let us try it," said $f.|"Let us look for the key," said $f. they looked $spotB, and there it was.} {the key fit!|click! the box was open.|click, click, and the box opened.}',
      ],
      [
        '{in the box was a $colour $find.|there was a {pretty|shiny} $find in the box.|inside they saw a $find. it was $colour.}',
        '"{How pretty|Wow|It is so pretty|Look at that}!" said $f. {"We found it together, so it is for both of us," said $h.|"You can have it," said $h. "You helped me." but $f said, "Let us share it."|"We can keep it {at my house|in the box} and look at it every day," said $h.}',
        '@happy',
        '{@friends|@night|@together}',
      ],
    ],
  },
]
