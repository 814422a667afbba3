"""How much a build costs on a large programme. Run it with: python -m bench"""
