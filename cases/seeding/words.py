"""What synthetic requests say, in both languages. No party, candidate or real person is named; the people are fictional.

A text is a list of sentences, each chosen from a few; `{…}` are filled from the slots below.
"""

from random import Random

from polact.base.text import Text

Choices = tuple[str, ...]

GIVEN = (
    "Emma", "Luc", "Aïcha", "Noah", "Mei", "Priya", "Étienne", "Sofia", "Liam", "Chloé", "Olivia", "Mathis", "Zoé", "Amir",
    "Hannah", "Jérôme", "Inès", "Ravi", "Maude", "Tomas", "Kaya", "Nadia", "Samuel", "Geneviève", "Owen", "Leïla", "Marek",
    "Anaïs", "Grace", "Félix",
)  # fmt: skip
FAMILY = (
    "Sample", "Exemple", "Specimen", "Modèle", "Placeholder", "Fictif", "Mockup", "Échantillon", "Testcase", "Prototype",
    "Facsimile", "Gabarit", "Pattern", "Maquette", "Stand-in", "Figurant", "Draftson", "Ébauche", "Blank", "Anonyme",
)  # fmt: skip

SLOTS: dict[str, dict[str, Choices]] = {
    "en": {
        "place": (
            "Moncton", "Kamloops", "Gatineau", "Rimouski", "Thunder Bay", "Iqaluit", "Red Deer", "Saguenay", "Corner Brook",
            "Brandon", "Nanaimo", "Sherbrooke", "Whitehorse", "Sudbury", "Charlottetown", "Yorkton", "Bathurst", "Kingston",
            "Trois-Rivières", "Yellowknife", "Lethbridge", "Dartmouth", "Timmins", "Prince George",
        ),
        "when": (
            "next Saturday", "during the campaign", "over the next three weekends", "in the evenings of June",
            "on the holiday Monday", "between now and voting day", "twice a month", "for one afternoon", "during my leave",
        ),
        "work": (
            "a program officer", "an inspector", "a policy analyst", "a client service agent", "a team leader", "a translator",
            "a payroll adviser", "a research scientist", "an administrative assistant", "a systems developer", "an auditor",
            "a communications adviser", "a procurement specialist", "a border services trainer", "a statistician",
        ),
        "duty": (
            "I answer calls from the public", "I draft briefing notes", "I approve applications", "I supervise four people",
            "I maintain internal software", "I review grant files", "I visit regulated businesses", "I prepare payments",
            "I give presentations to partners", "I have no contact with the public", "I sign letters for the regional director",
        ),
        "visible": (
            "My name would not appear anywhere.", "A local newspaper may take pictures.", "The page is public and shows my name.",
            "Only members would be in the room.", "Neighbours who know where I work may see me.",
            "My online profile names my employer.", "The group has about thirty people.", "It would be streamed.",
        ),
        "worry": (
            "A colleague told me that I should ask first.", "My team handles files on a subject that comes up in the debate.",
            "I would like to know whether a smaller part would be fine.", "I do not want to put my colleagues in an awkward spot.",
            "I did something like this before I joined the public service.", "The self-assessment left me unsure about one question.",
            "I was promoted since the last time that I asked.", "I could do it without wearing or carrying anything.",
        ),
        "thanks": (
            "Thank you for telling me what you think.", "An answer before the end of the week would help.",
            "I can give more details if you need them.", "Please write to me rather than call.", "There is no hurry.",
        ),
    },
    "fr": {
        "place": (
            "Moncton", "Kamloops", "Gatineau", "Rimouski", "Thunder Bay", "Iqaluit", "Red Deer", "Saguenay", "Corner Brook",
            "Brandon", "Nanaimo", "Sherbrooke", "Whitehorse", "Sudbury", "Charlottetown", "Yorkton", "Bathurst", "Kingston",
            "Trois-Rivières", "Yellowknife", "Lethbridge", "Dartmouth", "Timmins", "Prince George",
        ),
        "when": (
            "samedi prochain", "pendant la campagne", "les trois prochaines fins de semaine", "certains soirs de juin",
            "le lundi férié", "d’ici au jour du scrutin", "deux fois par mois", "un après-midi seulement", "pendant mes congés",
        ),
        "work": (
            "agente de programmes", "inspecteur", "analyste des politiques", "agent des services à la clientèle", "chef d’équipe",
            "traductrice", "conseiller à la paye", "chercheuse", "adjointe administrative", "développeur de systèmes",
            "vérificatrice", "conseiller en communications", "spécialiste de l’approvisionnement", "formatrice", "statisticien",
        ),
        "duty": (
            "je réponds aux appels du public", "je rédige des notes d’information", "j’approuve des demandes",
            "je supervise quatre personnes", "j’entretiens des logiciels internes", "j’étudie des dossiers de subvention",
            "je visite des entreprises réglementées", "je prépare des paiements", "je fais des présentations à des partenaires",
            "je n’ai aucun contact avec le public", "je signe des lettres au nom de la direction régionale",
        ),
        "visible": (
            "Mon nom ne paraîtrait nulle part.", "Un journal local prendra peut-être des photos.", "La page est publique et montre mon nom.",
            "Seuls les membres seraient dans la salle.", "Des voisins qui savent où je travaille pourraient me voir.",
            "Mon profil en ligne nomme mon employeur.", "Le groupe compte une trentaine de personnes.", "Ce serait diffusé en direct.",
        ),
        "worry": (
            "Un collègue m’a dit de poser la question d’abord.", "Mon équipe traite des dossiers dont il est question dans le débat.",
            "J’aimerais savoir si une participation plus modeste conviendrait.", "Je ne veux pas mettre mes collègues dans l’embarras.",
            "J’ai fait la même chose avant d’entrer dans la fonction publique.", "L’autoévaluation m’a laissé un doute sur une question.",
            "J’ai eu une promotion depuis ma dernière demande.", "Je pourrais le faire sans rien porter ni afficher.",
        ),
        "thanks": (
            "Merci de me dire ce que vous en pensez.", "Une réponse avant la fin de la semaine m’aiderait.",
            "Je peux donner plus de détails au besoin.", "Écrivez-moi, s’il vous plaît, plutôt que d’appeler.", "Rien ne presse.",
        ),
    },
}  # fmt: skip

SUBJECT = Text("{activity}, in {place}", "{activity}, à {place}")
QUESTION = Text(
    "I am {work} and I live in {place}. I am thinking of the following, {when}: {activity_inside}. At work, {duty}. {visible} {worry} "
    "I would do it on my own time, with nothing that belongs to my employer. {worry2} {visible2} May I take part, and is there "
    "anything that I should do differently? {thanks}",
    "Je suis {work} et j’habite à {place}. J’envisage ceci, {when} : {activity_inside}. Au travail, {duty}. {visible} "
    "{worry} Je le ferais sur mon temps personnel, sans rien qui appartienne à mon employeur. {worry2} {visible2} Puis-je y "
    "participer, et devrais-je faire quelque chose autrement? {thanks}",
)
ASKED = (
    Text(
        "In which weeks would that be, and will your name be shown?",
        "Quelles semaines, et votre nom sera-t-il affiché?",
    ),
    Text("Do your duties touch the subject of the campaign?", "Vos fonctions touchent-elles le sujet de la campagne?"),
    Text("Would the organizers say where you work?", "Les organisateurs diraient-ils où vous travaillez?"),
    Text("Which part would you take in it yourself?", "Quelle part y prendriez-vous vous-même?"),
)
ANSWERED = (
    Text("Two evenings, and my name would not be shown.", "Deux soirs, et mon nom ne serait pas affiché."),
    Text("No. My files have nothing to do with it.", "Non. Mes dossiers n’ont rien à voir avec ce sujet."),
    Text("They know, but they promised not to mention it.", "Ils le savent, mais ils ont promis de ne pas en parler."),
    Text("I would only help at the door.", "J’aiderais seulement à l’entrée."),
)
REASONS = {
    "COMPATIBLE": Text(
        "The activity is on your own time, has little visibility, and your duties have no link with it. Nothing suggests that your "
        "ability to work impartially would be impaired or seen as impaired.",
        "L’activité a lieu sur votre temps personnel, elle est peu visible et sans lien avec vos fonctions. Rien ne donne à penser que "
        "votre capacité de travailler de façon impartiale serait atteinte, ou semblerait l’être.",
    ),
    "COMPATIBLE_WITH_PRECAUTIONS": Text(
        "Your position is known locally and the activity is public. With the precautions below, what people see stays separate from your "
        "duties.",
        "Votre poste est connu dans la région et l’activité est publique. Grâce aux précautions ci-dessous, ce que voit le public demeure "
        "distinct de vos fonctions.",
    ),
    "NOT_ADVISED": Text(
        "You decide on files of the same subject and would speak in public about it. A reasonable person who knows that could doubt that "
        "the files are decided impartially.",
        "Vous décidez de dossiers sur le même sujet et vous en parleriez publiquement. Une personne raisonnable qui le sait pourrait "
        "douter de l’impartialité des décisions.",
    ),
    "TO_VALUES_AND_ETHICS": Text(
        "This is outside work, not a political activity. The values and ethics advisor of your organization answers such questions.",
        "Il s’agit d’une activité extérieure, et non d’une activité politique. Le conseiller en valeurs et éthique de votre "
        "administration répond à ces questions.",
    ),
    "OUTSIDE_PART_7": Text(
        "Part 7 does not apply to what you describe.", "La partie 7 ne s’applique pas à ce que vous décrivez."
    ),
    "TO_CANDIDACY": Text(
        "Seeking a nomination needs the Commission’s permission first.",
        "Demander une investiture exige d’abord la permission de la Commission.",
    ),
    "WITHDRAWN": Text("My plans have changed.", "Mes plans ont changé."),
}
PRECAUTIONS = Text(
    "Do not mention your employer or your title. Keep your profile private until voting day. Decline interviews.",
    "Ne mentionnez ni votre employeur ni votre titre. Gardez votre profil privé jusqu’au jour du scrutin. Refusez les entrevues.",
)


def request_text(rng: Random, language: str, activity: str) -> tuple[str, str]:
    """Subject and question of a request about `activity` (its name in that language)."""
    slots = {name: rng.choice(choices) for name, choices in SLOTS[language].items()}
    slots["worry"], slots["worry2"] = rng.sample(SLOTS[language]["worry"], 2)
    slots["visible"], slots["visible2"] = rng.sample(SLOTS[language]["visible"], 2)
    slots["activity"] = activity
    slots["activity_inside"] = activity[0].lower() + activity[1:]
    subject = SUBJECT.in_language(language).format_map(slots)[:200]
    return subject, QUESTION.in_language(language).format_map(slots)
