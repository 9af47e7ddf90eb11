/** Stories about being good to each other: sharing, helping, finding a friend. */
import type { Plot } from './plot.ts'

export const aboutOthers: readonly Plot[] = [
  {
    name: 'sharing a treat',
    paragraphs: [
      ['@likes'],
      [
        '@day, $g gave $h a {big|sweet|nice} $treat. "{Thank you|It smells so good|Yum}!" said $h. $He {took it to $place|went to $place to eat it|sat down $at to eat it}.',
        '@meetNew',
        '{$f looked at the $treat.|$f looked sad.|$f did not have any food.} "I am {so|very} hungry," said $f.',
      ],
      [
        '$h looked at the $treat. {$He wanted to eat it all.|it was not very big.|$He was hungry too.} {but $f looked so sad.|but $he wanted to be kind.|then $he had an idea.}',
        '$h {broke|cut} the $treat in two. "{Here, this is for you|You can have half of it|We can share}," said $h.',
        '"{Thank you|You are so kind|Oh, thank you}!" said $f. {they sat down and ate together.|they ate it all up.|it was yummy.}',
      ],
      [
        '{"It tastes better when we share," said $h.|"Now I am not hungry any more," said $f.|"Next time, I will share with you," said $f.}',
        '{then they played $at.|@together}',
        '@friends',
      ],
    ],
  },
  {
    name: 'hurt animal',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h @go. {$He heard a little sound.|$He heard something cry.|there was a little sound.} $He looked $spotA and saw a {little|tiny|small} $pet.',
        '{the $pet was hurt.|the $pet had a hurt leg.|the $pet could not walk.} {"You poor thing," said $h.|"Do not be scared. I will help you," said $h.|"I will take care of you," said $h.}',
      ],
      [
        '$h {took|carried} the $pet home. {$g helped $him.|"Can we help it?" $he asked $g. "Yes, we can," said $g.|$g gave $him a soft blanket.}',
        'they {made a bed for it|put it in a warm box|gave it a soft bed} and gave it {some water|some milk|food and water}.',
        'every day, $h {sat with the $pet|sang to the $pet|took care of the $pet}. {day by day, it got better.|it grew strong again.|soon it was well.}',
      ],
      [
        '{one day|then one morning}, the $pet {could run and play|was well again|was not hurt any more}. {"It is time to say goodbye," said $g.|"It wants to go home," said $g.|"You must let it go now," said $g.}',
        '$h was a little sad, but $he {let it go|took it back to $place|said goodbye}.',
        '{but the next day, the $pet came back to say hello!|the $pet looked back one last time.|and every {spring|summer|morning}, the $pet came to see $him.}',
        '@happy',
        '{@night|}',
      ],
    ],
  },
  {
    name: 'new friend',
    paragraphs: [
      [
        '{but $h was lonely.|but $h had no one to play with.|but $h did not have a friend.} {"I want a friend," said $h.|"I wish I had a friend," $he said.|every day, $he played alone.}',
      ],
      [
        '@day, $h @go. @meetNew',
        '{$f was playing with a $colour $thing.|$f sat alone $spotA.|$f had a $colour $thing.} $h {wanted to say hello, but $he was shy|was shy and hid $spotB|did not know what to say}.',
        '{then $h took a deep breath.|"I can do it," $h thought.|"I will be brave," thought $h.} @greet',
      ],
      [
        '"{Hi|Hello}! {My name is $f|I am $f}," said the $fNoun. "{Do you want to play with me|Will you be my friend|Do you want to play}?"',
        '"{Yes|Yes, please|I would love to}!" said $h.',
        'so they {played hide and seek|played tag|ran and jumped|built a big house of sand} {together|all day}. {they laughed a lot.|it was so much fun.|they had so much fun.}',
      ],
      [
        '{when the sun went down, it was time to go home.|then it was time to go home.|soon it was late.} {"Will you come back tomorrow?" asked $f.|"Can we play again?" asked $f.|"See you tomorrow," said $f.} "{Yes, I will|Yes! See you soon}," said $h.',
        '{$h was not lonely any more.|now $h had a friend.|@happy}',
        '{@friends|@night}',
      ],
    ],
  },
  {
    name: 'lost on the way',
    paragraphs: [
      ['@likes'],
      [
        '@day, $h @go. $He saw a {pretty|$colour} {butterfly|bird|bee} and ran after it. {it flew over the {hill|river|fence}.|it flew from tree to tree.|it went this way and that way.} $h ran and ran.',
        '{then $he stopped.|then the {butterfly|bird|bee} was gone.} {$He did not know where $he was.|nothing looked the same.|where was the way home?} "{Oh no! I am lost,|I want to go home,|Where am I?}" said $h.',
      ],
      [
        '{it was getting dark.|it was cold and dark.|the sun was going down.} $h {was scared|sat down and cried|began to cry}.',
        '@meet',
        '@askSad',
        '"I {am lost|can not find my way home}," said $h. "{Can you help me?|Please help me!|Will you help me?}"',
        '"{Of course|Yes, I can}," said $f. "{I know the way|Come with me|Take my hand}."',
      ],
      [
        '{they walked past the {river|old tree|big rock|mill}.|they walked and walked.|$f showed $him the way.} {at last|soon}, $h saw $his {house|home}. "{There it is|I see my house|I am home}!" said $h.',
        '$g {was waiting at the door|ran out of the house|gave $him a big hug}. "{I was so worried|I am so glad that you are back|There you are}!" said $g.',
        '@thank',
        '@welcome',
        '{@friends|@night|from that day on, $h never went too far from home.}',
      ],
    ],
  },
  {
    name: 'race',
    paragraphs: [
      ['@likes', '{$h could run very fast.|$h wanted to be the best.|$h liked to win.}'],
      [
        '@day, there was a race $at. $h wanted to win. a $fAdjective $fNoun named $f wanted to win too.',
        '"{Ready, set, go|One, two, three, go}!" They ran {past the trees|over the hill|past the fence|as fast as they could}. $h was {first|fast|in front}.',
        'then $h heard a cry. {$f had fallen down.|$f fell down and hurt $fhis leg.|$f was on the ground.}',
      ],
      [
        '{$h could win now.|the end was near.|$h wanted to run on.} but $he {stopped and went back|turned around|ran back to $f}.',
        '"Are you okay?" asked $h. "My {leg|foot} hurts," said $f. "{You must run on|You will not win now|Go, or you will lose}."',
        '"{You are more important than a race|I do not want to win like that|I will help you}," said $h. {$He helped $f up.|$He gave $f a hand.|$He took $f by the hand.}',
      ],
      [
        '{they walked to the end together.|side by side, they went to the end.|slowly, they went on together.} {everyone clapped.|everyone was happy for them.|they were last, but everyone clapped.}',
        '"{You are a good friend|Thank you for helping me|You are so kind}," said $f.',
        '@happy',
        '@friends',
      ],
    ],
  },
]
