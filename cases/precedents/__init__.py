"""Past answers beside a new question: alike by recorded facts, not by who asked (docs/decisions/0018).

`facts` says what is compared, `nearest` compares (pure), `reading` fetches what may be compared.
"""
